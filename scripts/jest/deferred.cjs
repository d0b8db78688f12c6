"use strict";

/** Returns a proxy for a module that loads the module when a property is first read. */
exports.deferred = (load) => new Proxy({}, { get: (_, name) => (name === "__esModule" ? true : load()[name]) });
