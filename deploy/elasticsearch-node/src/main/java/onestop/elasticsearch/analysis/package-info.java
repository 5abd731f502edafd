/**
 * Analysis components that the stock distribution has in a module which is not published on Maven Central.
 *
 * <p>They are registered under the official names with the documented defaults, so that the same index settings give
 * the same tokens on a stock node.
 */
package onestop.elasticsearch.analysis;
