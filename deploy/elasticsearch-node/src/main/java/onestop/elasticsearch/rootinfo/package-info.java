/**
 * {@code GET /}: in the stock distribution a module of its own, which is not published on Maven Central.
 *
 * <p>People, monitoring and some clients ask for it to see which version answers.
 */
package onestop.elasticsearch.rootinfo;
