package com.acme.bench.calls;

/** Inherits what {@link PlainFactory} has. */
final class PlainSubclass extends PlainFactory {}
