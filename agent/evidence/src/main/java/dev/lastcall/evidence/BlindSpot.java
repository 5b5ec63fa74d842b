package dev.lastcall.evidence;

/** Something that could not be watched, completely or in part, and why. */
public record BlindSpot(String className, String reason) {}
