self.KEPT = {
"version": "3d8e25a64aaf91ad",
"data": "7082d55d920a8c4c",
"files": [
"assets/js/address.js",
"assets/js/ageing.js",
"assets/js/calendar.js",
"assets/js/combobox.js",
"assets/js/compare-cells.js",
"assets/js/compare.js",
"assets/js/copy.js",
"assets/js/csv.js",
"assets/js/data.js",
"assets/js/facets.js",
"assets/js/filter-form.js",
"assets/js/filter-shown.js",
"assets/js/filter.js",
"assets/js/filtered-list.js",
"assets/js/fold.js",
"assets/js/inquiry.js",
"assets/js/language-marks.js",
"assets/js/list-link.js",
"assets/js/list-restore.js",
"assets/js/list-table.js",
"assets/js/list.js",
"assets/js/listing.js",
"assets/js/map-link.js",
"assets/js/offline.js",
"assets/js/orders.js",
"assets/js/picks.js",
"assets/js/product-parts.js",
"assets/js/search-entries.js",
"assets/js/search-names.js",
"assets/js/search.js",
"assets/js/shortlist.js",
"assets/js/site-search.js",
"assets/js/split-listing.js",
"assets/js/stale.js",
"assets/js/standing.js",
"assets/site.css",
"assets/site.js",
"assets/vendor/minisearch/index.js"
],
"editions": [
{
"folder": "en/",
"page": "en/ngoai-tuyen/",
"data": "en/assets/data/find.json"
},
{
"folder": "",
"page": "ngoai-tuyen/",
"data": "assets/data/find.json"
}
]
};
