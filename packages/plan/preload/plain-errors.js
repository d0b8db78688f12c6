// This file is loaded into the Node processes that the Pulumi CLI starts.
"use strict";

require("./inspect.js").inspectErrorsWithoutColors();
