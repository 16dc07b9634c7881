/** Days as the data has them, `2024-06-25`: in this form the later day is the greater text. */

const HOUR = 3_600_000;
const AHEAD_OF_UTC = 7 * HOUR;
const english = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeZone: "UTC" });

/**
 * Return the day it is in Vietnam, wherever the visitor is.
 * @param {number} [now] milliseconds since 1970
 * @returns {string}
 */
export function todayInVietnam(now = Date.now()) {
  return new Date(now + AHEAD_OF_UTC).toISOString().slice(0, 10);
}

/**
 * Return `2024-06-25` as `25/06/2024`, in English as `25 June 2024`.
 * @param {string} day
 * @param {string} [language]
 * @returns {string}
 */
export function written(day, language = "vi") {
  return language === "en" ? english.format(new Date(day)) : day.split("-").reverse().join("/");
}
