/** What an application may name: the exception that a refused call gets, and a look at what the agent has seen. */
package dev.lastcall;
