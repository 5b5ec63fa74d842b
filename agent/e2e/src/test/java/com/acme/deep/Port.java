package com.acme.deep;

/** Not deprecated itself, and inherits what is. */
public interface Port extends OldPort {}
