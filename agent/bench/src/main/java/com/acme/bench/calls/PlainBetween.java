package com.acme.bench.calls;

/** Between {@link PlainFactory} and a class that overrides what it has. */
public class PlainBetween extends PlainFactory {}
