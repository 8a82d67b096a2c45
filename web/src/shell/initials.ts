/** "Ada Lovelace" → "AL", "ada.lovelace" → "AL", "ada" → "A". */
export function initials(name: string): string {
  const words = name.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
  const chosen = words.length > 2 ? [words[0], words.at(-1)] : words;
  return chosen.map((word) => String.fromCodePoint(word?.codePointAt(0) ?? 0x20).toUpperCase()).join('');
}
