package com.acme.bench.calls;

/** Inherits what {@link ListedFactory} has, and is not listed itself. */
final class ListedSubclass extends ListedFactory {}
