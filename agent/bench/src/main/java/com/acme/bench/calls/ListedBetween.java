package com.acme.bench.calls;

/** Between {@link ListedFactory} and a class that overrides what it has; not listed itself. */
public class ListedBetween extends ListedFactory {}
