"use strict";

/** A stand-in for a module, which loads it when something of it is used. */
exports.deferred = (load) => new Proxy({}, { get: (_, name) => (name === "__esModule" ? true : load()[name]) });
