/** Copying the text of a field. */

/**
 * Copy what a field holds; where the browser refuses, its text is left selected.
 * @param {HTMLInputElement | HTMLTextAreaElement} field
 * @returns {Promise<boolean>} whether it was copied
 */
export async function copyField(field) {
  try {
    await navigator.clipboard.writeText(field.value);
    return true;
  } catch {
    // No permission, or a page without https.
    field.focus();
    field.select();
    return document.execCommand("copy");
  }
}
