package onestop.elasticsearch.launcher;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;

/**
 * What {@code run.sh} asks of the launcher, given as Java system properties {@code onestop.*}.
 *
 * @param home the built home folder; never written to
 * @param data where the indices live
 * @param host the address to listen on: always loopback
 * @param port the HTTP port; 0 takes any free one
 * @param readyFile written with the node's address once it can be used; {@code null} for none
 * @param exitWhenReady ends the node as soon as it is ready; makes the class-data archive
 */
record Options(Path home, Path data, String host, int port, Path readyFile, boolean exitWhenReady) {

    /**
     * Reads the options of this process.
     *
     * @return the options
     * @throws IllegalArgumentException with a message for people, if one is missing or not acceptable
     */
    static Options fromSystemProperties() {
        String readyFile = System.getProperty("onestop.ready.file", "");
        return new Options(
                Path.of(required("es.path.home")),
                Path.of(required("onestop.data")),
                loopback(System.getProperty("onestop.host", "127.0.0.1")),
                port(System.getProperty("onestop.port", "9200")),
                readyFile.isEmpty() ? null : Path.of(readyFile),
                Boolean.getBoolean("onestop.exit.when.ready"));
    }

    private static String required(String property) {
        String value = System.getProperty(property, "");
        if (value.isEmpty()) {
            throw new IllegalArgumentException("-D" + property + "=... is missing; start the node by run.sh.");
        }
        return value;
    }

    /** There is no password and no TLS here, so the node must not be reachable from another machine. */
    private static String loopback(String host) {
        try {
            for (InetAddress address : InetAddress.getAllByName(host)) {
                if (!address.isLoopbackAddress()) {
                    throw new IllegalArgumentException("'" + host + "' is not a loopback address. This node has no"
                            + " password and no TLS: it only listens on 127.0.0.1, ::1 or localhost.");
                }
            }
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("'" + host + "' is not a known address; use 127.0.0.1.", e);
        }
        return host;
    }

    private static int port(String text) {
        int port;
        try {
            port = Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + text + "' is not a port number.", e);
        }
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("Port " + port + " is out of range: 0 (any free one) to 65535.");
        }
        return port;
    }
}
