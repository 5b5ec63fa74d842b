package com.acme.deep;

/** Not deprecated itself, and inherits what is. */
public final class Gauge extends OldGauge {}
