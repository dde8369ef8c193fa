/** Where a runtime of any age can begin. */
package zdaemon.entry;
