/** What is loaded anew at each redeployment. */
@NullMarked
package com.acme.torture.plugin;

import org.jspecify.annotations.NullMarked;
