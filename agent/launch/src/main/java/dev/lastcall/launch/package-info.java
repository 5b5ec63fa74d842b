/**
 * The only classes of the agent on the application's class path, beside those that it may name: they
 * open the isolated loader and hand over. Java 8 bytecode, so that an older JVM gets an answer.
 */
package dev.lastcall.launch;
