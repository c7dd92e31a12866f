/** Text as the editor writes it: a paragraph for each line. Empty for an empty text. */
export function htmlOfText(text: string): string {
  if (text === '') return '';
  return text
    .split('\n')
    .map((line) => `<p>${escaped(line)}</p>`)
    .join('');
}

/** The text behind paragraphs without formatting; null when there is more to it than text. */
export function textOfHtml(html: string): string | null {
  const text = unescaped(html.replaceAll('</p><p>', '\n').replace(/^<p>|<\/p>$/g, ''));
  return htmlOfText(text) === html ? text : null;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function unescaped(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}
