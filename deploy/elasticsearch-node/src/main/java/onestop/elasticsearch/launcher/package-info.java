/** Starts one Elasticsearch node inside this Java process, on loopback, and ends it cleanly. */
package onestop.elasticsearch.launcher;
