// Loaded into the node processes that the Pulumi CLI starts.
"use strict";

require("./inspect.js").inspectErrorsWithoutColours();
