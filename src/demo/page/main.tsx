/** @jsxImportSource react */
import { createRoot } from 'react-dom/client';
import { ChatApp } from './chat-app.js';
import { pageVariant } from './page-variant.js';

createRoot(document.getElementById('root')!).render(<ChatApp variant={pageVariant(location.search)} />);
