            var map_directory = L.map(
                "map_directory",
                {
                    center: [18.2001, 107.2499],
                    crs: L.CRS.EPSG3857,
                    ...{
  "zoom": 9,
  "zoomControl": false,
  "preferCanvas": false,
  "maxZoom": 13,
  "zoomSnap": 0.1,
  "scrollWheelZoom": false,
  "attributionControl": false,
  "siteBounds": [
[
17.8345,
106.9255,
],
[
18.5657,
107.5743,
],
],
}
                }
            );
        function geo_json_areas_onEachFeature(feature, layer) {
            (siteMap.drawArea)(feature, layer);
            layer.on({
            });
        };
        var geo_json_areas = L.geoJson(null, {
                smoothFactor: 0,
                onEachFeature: geo_json_areas_onEachFeature,
            ...{
  "pointToLayer": siteMap.drawLabel,
}
        });
        function geo_json_areas_add (data) {
            geo_json_areas
                .addData(data);
        }
            geo_json_areas_add({"features": [{"geometry": {"coordinates": [[[[106.9255, 18.3917], [106.9494, 18.2195], [106.953, 18.2075], [106.9599, 18.1969], [106.9697, 18.1886], [106.9815, 18.1832], [107.2633, 18.0984], [107.2811, 18.0965], [107.2943, 18.0994], [107.306, 18.1057], [107.3929, 18.1839], [107.405, 18.2021], [107.4073, 18.2192], [107.4043, 18.2319], [107.3976, 18.2432], [107.3451, 18.2975], [107.283, 18.421], [107.276, 18.4311], [107.1375, 18.5562], [107.1177, 18.5648], [107.0899, 18.5657], [107.0606, 18.5617], [107.0399, 18.5559], [107.0131, 18.544], [106.9951, 18.5327], [106.9731, 18.514], [106.9592, 18.4983], [106.9438, 18.4743], [106.9316, 18.4441], [106.9258, 18.4122], [106.9255, 18.3917]]]], "type": "MultiPolygon"}, "properties": {"href": "../huyen/mau-thuong/", "key": "901", "label": "M\u1eabu Th\u01b0\u1ee3ng", "name": "Huy\u1ec7n M\u1eabu Th\u01b0\u1ee3ng (c\u0169)", "schematic": true, "tint": 0}, "type": "Feature"}, {"geometry": {"coordinates": [[[[106.9633, 18.1224], [106.977, 18.0266], [106.9804, 18.0102], [106.9895, 17.9845], [107.0053, 17.957], [107.018, 17.9412], [107.0419, 17.9196], [107.0595, 17.9099], [107.0688, 17.9079], [107.0831, 17.9084], [107.2315, 17.9352], [107.2502, 17.9353], [107.27, 17.9267], [107.3665, 17.8412], [107.3838, 17.835], [107.4126, 17.8345], [107.434, 17.8372], [107.4624, 17.845], [107.482, 17.8535], [107.5104, 17.8714], [107.5316, 17.8909], [107.5448, 17.9071], [107.5592, 17.9316], [107.5668, 17.9508], [107.5737, 17.9825], [107.5743, 18.0105], [107.5689, 18.0425], [107.557, 18.0728], [107.5463, 18.0906], [107.5259, 18.1152], [107.4588, 18.1823], [107.4397, 18.1938], [107.4216, 18.196], [107.4001, 18.1892], [107.306, 18.1058], [107.2856, 18.0971], [107.2721, 18.0967], [107.2622, 18.0988], [107.0144, 18.1724], [107.0004, 18.1718], [106.9914, 18.1692], [106.976, 18.1592], [106.9679, 18.1484], [106.9645, 18.1401], [106.9633, 18.1224]]]], "type": "MultiPolygon"}, "properties": {"href": "../huyen/mau-ha/", "key": "902", "label": "M\u1eabu H\u1ea1", "name": "Th\u00e0nh ph\u1ed1 M\u1eabu H\u1ea1 (c\u0169)", "schematic": true, "tint": 1}, "type": "Feature"}, {"geometry": {"coordinates": [107.1727, 18.2317], "type": "Point"}, "properties": {"href": "../huyen/mau-thuong/", "key": "901", "label": "M\u1eabu Th\u01b0\u1ee3ng", "name": "Huy\u1ec7n M\u1eabu Th\u01b0\u1ee3ng (c\u0169)", "schematic": true, "tint": 0}, "type": "Feature"}, {"geometry": {"coordinates": [107.3402, 18.0145], "type": "Point"}, "properties": {"href": "../huyen/mau-ha/", "key": "902", "label": "M\u1eabu H\u1ea1", "name": "Th\u00e0nh ph\u1ed1 M\u1eabu H\u1ea1 (c\u0169)", "schematic": true, "tint": 1}, "type": "Feature"}], "type": "FeatureCollection"});
        geo_json_areas.setStyle(function(feature) {return feature.properties.style;});
            geo_json_areas.addTo(map_directory);
            var fast_marker_cluster_pins = (function(){
                var callback = siteMap.drawPin;
                var data = [[18.0, 107.4, "Ph\u01b0\u1eddng Ch\u1ee3 M\u1eabu", "V\u1ecb tr\u00ed g\u1ea7n \u0111\u00fang (\u0111i\u1ec3m \u0111\u1ea1i di\u1ec7n c\u1ee7a x\u00e3)", [["HTX Ch\u1ee3 M\u1eabu", "../hop-tac-xa/htx-cho-mau/", "H\u1ee3p t\u00e1c x\u00e3 \u00b7 3 s\u1ea3n ph\u1ea9m"]]], [18.2, 107.2, "X\u00e3 \u0110\u1ed3i Ru\u1ed9ng", "V\u1ecb tr\u00ed g\u1ea7n \u0111\u00fang (\u0111i\u1ec3m \u0111\u1ea1i di\u1ec7n c\u1ee7a x\u00e3)", [["HTX %22T\u1ea1m%22 %26 %27Ng\u1eebng%27 %24%7Bnghi%7D %7B%7B 7%2A7 %7D%7D %60m\u00e3%60 %2A%2A\u0111\u1eadm%2A%2A %5Bx%5D(javascript%3A1)", "../hop-tac-xa/htx-ten-hiem/", "H\u1ee3p t\u00e1c x\u00e3 (\u0111ang t\u1ea1m ng\u1eebng)"]]], [18.21, 107.22, "Li\u00ean hi\u1ec7p HTX \u0110\u1ed3i Ru\u1ed9ng", "V\u1ecb tr\u00ed g\u1ea7n \u0111\u00fang (\u0111i\u1ec3m \u0111\u1ea1i di\u1ec7n c\u1ee7a x\u00e3)", [["Li\u00ean hi\u1ec7p HTX \u0110\u1ed3i Ru\u1ed9ng", "../hop-tac-xa/lien-hiep-mau/", "Li\u00ean hi\u1ec7p h\u1ee3p t\u00e1c x\u00e3 \u00b7 2 s\u1ea3n ph\u1ea9m"]]], [18.41, 107.12, "HTX M\u1eabu \u0110\u1ea7y \u0110\u1ee7", "", [["HTX M\u1eabu \u0110\u1ea7y \u0110\u1ee7", "../hop-tac-xa/htx-mau-day-du/", "H\u1ee3p t\u00e1c x\u00e3 \u00b7 2 s\u1ea3n ph\u1ea9m"]]]];
                var cluster = L.markerClusterGroup({
  "showCoverageOnHover": false,
  "maxClusterRadius": 26,
});
                cluster.options.iconCreateFunction =
                    siteMap.drawCluster;
                for (var i = 0; i < data.length; i++) {
                    var row = data[i];
                    var marker = callback(row);
                    marker.addTo(cluster);
                }
                cluster.addTo(map_directory);
                return cluster;
            })();
            fast_marker_cluster_pins.addTo(map_directory);
