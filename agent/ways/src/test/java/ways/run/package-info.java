/**
 * Runs rows and prints their ground truth, knowing nothing of the agent that watches. Entry point: {@link
 * ways.run.Runner}. Not under {@code dev.lastcall}, which the agent never weaves.
 */
package ways.run;
