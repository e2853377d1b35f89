/** Style sheets that a page imports; the bundler takes them out. */
declare module '*.css';
