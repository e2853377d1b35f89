import { defineVerdict } from '../../fixtures/verdict.js';

defineVerdict();
