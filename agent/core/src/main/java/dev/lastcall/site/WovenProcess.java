package dev.lastcall.site;

/**
 * What is known of the classes of this process, whatever policy is in force: the weaver adds to it, and the gate looks
 * it up.
 *
 * @param sites the call sites
 * @param reflectiveSites where code uses members through reflection, or looks them up
 * @param wovenCalls what was woven into each class
 * @param agents tells the classes of other agents apart
 */
public record WovenProcess(Sites sites, ReflectiveSites reflectiveSites, WovenCalls wovenCalls, OtherAgents agents) {
    /** A process in which nothing is woven yet. */
    public WovenProcess(Sites sites, OtherAgents agents) {
        this(sites, new ReflectiveSites(), new WovenCalls(), agents);
    }
}
