package com.acme.deep;

/** Not deprecated. */
final class PortOfClass implements Port {
    @Override
    public int open() {
        return 1;
    }
}
