package com.acme.deep;

/** Between the deprecated class and one that inherits its method. */
public class AlsoBetween extends Old {}
