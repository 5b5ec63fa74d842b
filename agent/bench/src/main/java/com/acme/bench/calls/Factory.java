package com.acme.bench.calls;

/** What both factories are, and no policy lists. */
interface Factory {
    Product produce(int key);
}
