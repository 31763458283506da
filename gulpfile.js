const { src, dest } = require('gulp');

/** Copies what tsc leaves behind into dist: icons, codex files, and the schemas of what comes out. */
function assets() {
	return src(['nodes/**/*.{svg,node.json}', 'nodes/*/__schema__/**/*.json'], { encoding: false }).pipe(dest('dist/nodes'));
}

/** Lays out packages under packages/: sources, icons, a package.json and a README of their own. */
async function layOutAll(module, list) {
	const { layOut } = await import('./tools/packages/layout.mjs');
	const found = await import(`./tools/packages/${module}.mjs`);
	await Promise.all(found[list]().map(layOut));
}

/** A package for each vendor. */
const vendorPackages = () => layOutAll('vendors', 'vendorPackages');

/** Those packages that are no part of the collection. */
const ownPackages = () => layOutAll('vendors', 'ownPackages');

/** The collection and those packages in other languages. */
const editions = () => layOutAll('editions', 'editions');

exports.assets = assets;
exports.vendorPackages = vendorPackages;
exports.ownPackages = ownPackages;
exports.editions = editions;
exports.default = assets;
