/** The document around a page's bundle. */
export function pageDocument(page: string): string {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Assistant</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,"><link rel="stylesheet" href="/pages/${page}/page.css">
</head><body><div id="root"></div><script type="module" src="/pages/${page}/page.js"></script></body></html>`;
}

/** A shop's page with the chat in a frame, and fields of its own around it. */
export function framedPage(chatUrl: string): string {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Northwind support</title><link rel="icon" href="data:,">
<style>
body { margin: 0; font: 15px/1.4 sans-serif; }
header { display: flex; gap: 16px; align-items: center; padding: 8px 16px; background: #123; color: #fff; }
header input { margin-left: auto; width: 320px; padding: 6px; }
main { display: grid; grid-template-columns: 1fr 300px; }
iframe { width: 100%; height: 560px; border: 0; border-right: 1px solid #ccd; }
aside { padding: 16px; }
footer { padding: 12px 16px; background: #eef; }
</style></head><body>
<header><b>Northwind</b><a href="#">Orders</a><a href="#">Help</a>
<input type="search" placeholder="Search articles" aria-label="Search articles"></header>
<main><iframe title="Chat with us" src="${chatUrl}"></iframe>
<aside><h2>Popular articles</h2><ul><li>Where is my order?</li><li>Returns</li><li>Invoices</li></ul>
<p>Answers by phone: weekdays, 9 to 17.</p></aside></main>
<footer><label>Leave a message <textarea rows="2" placeholder="Your message"></textarea></label>
<button>Send e-mail</button></footer></body></html>`;
}
