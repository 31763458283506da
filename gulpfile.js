const { src, dest } = require('gulp');

/** Copies what tsc leaves behind into dist: icons, codex files, and the schemas of what comes out. */
function assets() {
	return src(['nodes/**/*.{svg,node.json}', 'nodes/*/__schema__/**/*.json'], { encoding: false }).pipe(dest('dist/nodes'));
}

/** Lays out a package for each vendor under packages/: sources, icons, a package.json and a README of its own. */
async function packages() {
	const { layOut } = await import('./tools/packages/layout.mjs');
	const vendors = await import('./tools/packages/vendors.mjs');
	await Promise.all(vendors.packages().map(layOut));
}

/** The same for those packages alone that are no part of the collection. */
async function ownPackages() {
	const { layOut } = await import('./tools/packages/layout.mjs');
	const vendors = await import('./tools/packages/vendors.mjs');
	await Promise.all(vendors.ownPackages().map(layOut));
}

exports.assets = assets;
exports.packages = packages;
exports.ownPackages = ownPackages;
exports.default = assets;
