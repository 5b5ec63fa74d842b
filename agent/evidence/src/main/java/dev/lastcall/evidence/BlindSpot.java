package dev.lastcall.evidence;

/** A class that could not be watched, wholly or in part, and why. */
public record BlindSpot(String className, String reason) {}
