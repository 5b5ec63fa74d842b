package com.acme.bench.calls;

/** Inherits what {@link PlainFactory} has. */
public final class PlainSubclass extends PlainFactory {}
