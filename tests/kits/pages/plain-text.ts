/** The answer's pieces as they come, without any frame around them. */
export async function* plainText(prompt: string): AsyncGenerator<string> {
  const response = await fetch('/api/plain', { method: 'POST', body: JSON.stringify({ prompt }) });
  if (response.body === null) throw new Error('Failed to read the answer: it has no body');
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  for (let read = await reader.read(); !read.done; read = await reader.read()) yield read.value;
}
