/**
 * Narrowing a list by facets and words. Pure: numbers in, numbers out.
 *
 * A set of items is a `Uint32Array` with one bit for each, so that thousands are narrowed and
 * counted with a few hundred operations on every facet.
 */

const WORD = 32;

/**
 * Prepare a list for narrowing.
 * @param {number[][][]} values for each item and facet, the numbers of the item's options
 * @param {number[]} sizes how many options each facet has
 * @param {string[]} texts for each item, its folded names
 * @returns {{size: number, facets: Uint32Array[][], texts: string[]}}
 */
export function buildIndex(values, sizes, texts) {
  const size = values.length;
  const facets = sizes.map((count) => Array.from({ length: count }, () => noBits(size)));
  values.forEach((ofItem, item) => {
    ofItem.forEach((options, facet) => {
      for (const option of options) setBit(facets[facet][option], item);
    });
  });
  return { size, facets, texts: texts.map((text) => ` ${text}`) };
}

/**
 * Return the items that have one of the chosen options in every facet and every word of the query
 * at the start of one of theirs. The counts of a facet tell how many items each option would
 * show beside the other facets; the facet's own choice does not count.
 * @param {ReturnType<typeof buildIndex>} index
 * @param {number[][]} chosen for each facet, the numbers of the chosen options
 * @param {string} query folded
 * @returns {{shown: Uint32Array, total: number, counts: number[][]}}
 */
export function narrow(index, chosen, query) {
  const named = withWords(index, query);
  const picked = index.facets.map((options, facet) =>
    chosen[facet].length ? union(index.size, chosen[facet].map((option) => options[option])) : null,
  );
  const shown = common(named, picked);
  const counts = index.facets.map((options, facet) => {
    const others = picked[facet] ? common(named, picked.filter((_, other) => other !== facet)) : shown;
    return options.map((bits) => countCommon(others, bits));
  });
  return { shown, total: countCommon(shown, shown), counts };
}

/**
 * Return the set of all items.
 * @param {number} size
 * @returns {Uint32Array}
 */
export function allBits(size) {
  const bits = noBits(size).fill(0xffffffff);
  if (size % WORD) bits[bits.length - 1] = 2 ** (size % WORD) - 1;
  return bits;
}

/**
 * Return whether an item is in a set.
 * @param {Uint32Array} bits
 * @param {number} item
 * @returns {boolean}
 */
export function hasBit(bits, item) {
  return ((bits[item >>> 5] >>> (item & 31)) & 1) === 1;
}

/**
 * Call `visit` with every item that is in one of two sets and not in the other.
 * @param {Uint32Array} before
 * @param {Uint32Array} after
 * @param {(item: number) => void} visit
 */
export function eachChange(before, after, visit) {
  for (let word = 0; word < after.length; word += 1) {
    let changed = before[word] ^ after[word];
    while (changed) {
      visit(word * WORD + (31 - Math.clz32(changed & -changed)));
      changed &= changed - 1;
    }
  }
}

function noBits(size) {
  return new Uint32Array(Math.ceil(size / WORD));
}

function setBit(bits, item) {
  bits[item >>> 5] |= 1 << (item & 31);
}

function withWords({ size, texts }, query) {
  if (!query) return allBits(size);
  const words = query.split(" ").map((word) => ` ${word}`);
  const bits = noBits(size);
  texts.forEach((text, item) => {
    if (words.every((word) => text.includes(word))) setBit(bits, item);
  });
  return bits;
}

function union(size, sets) {
  const bits = noBits(size);
  for (const set of sets) {
    for (let word = 0; word < bits.length; word += 1) bits[word] |= set[word];
  }
  return bits;
}

function common(first, others) {
  const bits = first.slice();
  for (const set of others) {
    if (set) for (let word = 0; word < bits.length; word += 1) bits[word] &= set[word];
  }
  return bits;
}

function countCommon(one, other) {
  let total = 0;
  for (let word = 0; word < one.length; word += 1) total += ones(one[word] & other[word]);
  return total;
}

// The ones of a 32-bit number, added up in pairs, then fours, then bytes.
function ones(number) {
  let sum = number - ((number >>> 1) & 0x55555555);
  sum = (sum & 0x33333333) + ((sum >>> 2) & 0x33333333);
  return Math.imul((sum + (sum >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
