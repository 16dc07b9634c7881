export { openSearch } from "../js/search.js";
