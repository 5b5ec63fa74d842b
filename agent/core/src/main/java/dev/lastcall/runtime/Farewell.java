package dev.lastcall.runtime;

/** The end of the agent, after the shutdown hooks of the application. */
record Farewell(AgentThread agent) implements Runnable {
    @Override
    public void run() {
        agent.finish();
    }
}
