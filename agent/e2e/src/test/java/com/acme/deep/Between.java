package com.acme.deep;

/** Between the deprecated class and one that overrides its method. */
public class Between extends Old {}
