# Makes index.cjs of index.mjs: imports become require(), exports stand in module.exports at the end.
1,2c\
// The npm package for require(), made of index.mjs.\
"use strict";\

/fileURLToPath }/d
s/^import \({.*}\) from \(".*"\);$/const \1 = require(\2);/
/^\/\/ A bundler that makes CommonJS/d
/^const url = /d
s/^const origin = .*/const origin = __filename;/
s/^export function /function /
$a\
\
module.exports = { getLoadablePath, load };
