/** What an application may name: the exception that a refused call gets. */
package dev.lastcall;
