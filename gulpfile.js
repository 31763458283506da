const { src, dest } = require('gulp');

/** Copies what tsc leaves behind into dist: icons and codex files. */
function assets() {
	return src('nodes/**/*.{svg,node.json}', { encoding: false }).pipe(dest('dist/nodes'));
}

exports.assets = assets;
exports.default = assets;
