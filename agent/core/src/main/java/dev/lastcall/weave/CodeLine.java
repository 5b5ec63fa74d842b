package dev.lastcall.weave;

/**
 * Where an instruction of the class stands that is being woven.
 *
 * @param method name of the method that holds it, as in the class file
 * @param descriptor that method's
 * @param line 0 if it has none
 */
record CodeLine(String method, String descriptor, int line) {}
