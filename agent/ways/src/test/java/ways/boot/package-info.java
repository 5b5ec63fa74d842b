/** Classes that some JVMs load with the boot loader. */
package ways.boot;
