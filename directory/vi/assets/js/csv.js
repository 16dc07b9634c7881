/** Tables as CSV files that Excel and LibreOffice open as they are meant. */

const BYTE_ORDER_MARK = "\ufeff";
// What a spreadsheet may take for a formula at the start of a cell (OWASP, "CSV Injection").
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/u;

/**
 * Return rows as text: a byte order mark, commas, every cell quoted, lines ended by CR LF.
 * A cell that could be run as a formula gets an apostrophe in front.
 * @param {string[][]} rows
 * @returns {string}
 */
export function csvText(rows) {
  return BYTE_ORDER_MARK + rows.map((row) => `${row.map(cell).join(",")}\r\n`).join("");
}

function cell(text) {
  const safe = FORMULA.test(text) ? `'${text}` : text;
  return `"${safe.replaceAll('"', '""')}"`;
}

/**
 * Offer a text as a file to save.
 * @param {string} name
 * @param {string} text
 */
export function saveFile(name, text) {
  const address = URL.createObjectURL(new Blob([text], { type: "text/csv;charset=utf-8" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  // The browser has to read it first.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
