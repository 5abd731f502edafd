package onestop.elasticsearch.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.elasticsearch.Build;
import org.elasticsearch.action.admin.cluster.health.ClusterHealthResponse;
import org.elasticsearch.cluster.ClusterName;
import org.elasticsearch.cluster.health.ClusterHealthStatus;
import org.elasticsearch.common.logging.LogConfigurator;
import org.elasticsearch.common.network.NetworkAddress;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.core.TimeValue;
import org.elasticsearch.env.Environment;
import org.elasticsearch.http.HttpServerTransport;
import org.elasticsearch.node.InternalSettingsPreparer;
import org.elasticsearch.node.Node;
import org.elasticsearch.node.NodeValidationException;
import org.elasticsearch.plugins.PluginBundle;
import org.elasticsearch.plugins.PluginsLoader;

/**
 * Runs one real Elasticsearch node in the foreground until the process is asked to end.
 *
 * <p>The stock distribution's own starter is not used: it wants the distribution's layout, security and native
 * controllers. What is done here is what its parts document: settings, logging, plugins, node.
 */
public final class NodeLauncher {

    /** Longest wait for the shards of an existing data folder; less than run.sh's, so that the reason is logged. */
    private static final TimeValue READY_TIMEOUT = TimeValue.timeValueSeconds(75);

    private static final int CLOSE_SECONDS = 20;

    private NodeLauncher() {}

    /**
     * Starts the node and waits for a signal.
     *
     * @param arguments none; see {@link Options}
     */
    public static void main(String[] arguments) {
        Options options = readOptions();
        try {
            Node node = start(options);
            CountDownLatch closed = new CountDownLatch(1);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(node, options, closed), "shutdown"));
            announce(node, options);
            if (options.exitWhenReady()) {
                System.exit(0);
            }
            // Elasticsearch's own threads are daemons: without this one the process would end now.
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception | LinkageError e) {
            fail(e);
        }
    }

    private static Options readOptions() {
        try {
            return Options.fromSystemProperties();
        } catch (IllegalArgumentException e) {
            System.err.println("elasticsearch-node: " + e.getMessage());
            System.exit(2);
            throw e;
        }
    }

    /** Ends the process with the reason; the latch would otherwise keep a half-started node alive. */
    private static void fail(Throwable error) {
        error.printStackTrace();
        System.err.println("elasticsearch-node: the node did not start: " + error.getMessage());
        System.exit(1);
    }

    private static Node start(Options options) throws IOException, NodeValidationException {
        LogConfigurator.registerErrorListener();
        Environment environment = InternalSettingsPreparer.prepareEnvironment(
                settings(options), Map.of(), options.home().resolve("config"), () -> "onestop-test-node");
        LogConfigurator.setNodeName(Node.NODE_NAME_SETTING.get(environment.settings()));
        LogConfigurator.setClusterName(
                ClusterName.CLUSTER_NAME_SETTING.get(environment.settings()).value());
        LogConfigurator.configure(environment, true);
        Set<PluginBundle> modules = PluginsLoader.loadModulesBundles(environment.modulesDir());
        Set<PluginBundle> plugins = PluginsLoader.loadPluginsBundles(environment.pluginsDir());
        // `false`: no entitlements. They need a Java agent, and guard against plugins of strangers; there are none.
        PluginsLoader loader = PluginsLoader.createPluginsLoader(modules, plugins, Map.of(), false);
        return new Node(environment, loader).start();
    }

    private static Settings settings(Options options) {
        return Settings.builder()
                .put("path.home", options.home())
                .put("path.data", options.data())
                .put("path.logs", options.data().resolve("logs"))
                .put("cluster.name", "onestop-test")
                .put("network.host", options.host())
                .put("http.port", options.port())
                .put("transport.port", 0)
                .put("discovery.type", "single-node")
                // A developer's disk is often fuller than 85 %: shards would silently stay unassigned.
                .put("cluster.routing.allocation.disk.threshold_enabled", false)
                .build();
    }

    /** Waits until the node can be used, then says where it is: on the console, and in a file for scripts. */
    private static void announce(Node node, Options options) throws IOException {
        awaitShards(node);
        String url = "http://"
                + NetworkAddress.format(node.injector()
                        .getInstance(HttpServerTransport.class)
                        .boundAddress()
                        .publishAddress()
                        .address());
        System.out.println("Elasticsearch " + Build.current().version() + " is ready at " + url);
        if (options.readyFile() != null) {
            writeAtomically(options.readyFile(), url + System.lineSeparator());
        }
    }

    /**
     * Waits for green, or for yellow when only replicas are missing: a single node has nowhere to put them, so an index
     * that asks for one would never be green.
     */
    private static void awaitShards(Node node) {
        ClusterHealthResponse health = node.client()
                .admin()
                .cluster()
                .prepareHealth(READY_TIMEOUT)
                .setWaitForYellowStatus()
                .setWaitForNoInitializingShards(true)
                .setTimeout(READY_TIMEOUT)
                .get();
        if (health.isTimedOut() || health.getStatus() == ClusterHealthStatus.RED) {
            throw new IllegalStateException("the indices in the data folder could not be opened within "
                    + READY_TIMEOUT + " (" + health.getUnassignedPrimaryShards() + " primary shards missing)");
        }
    }

    /** A reader sees the whole file or none. */
    private static void writeAtomically(Path file, String text) throws IOException {
        Path temporary = file.resolveSibling(file.getFileName() + ".tmp");
        Files.writeString(temporary, text);
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void stop(Node node, Options options, CountDownLatch closed) {
        try {
            if (options.readyFile() != null) {
                Files.deleteIfExists(options.readyFile());
            }
            node.prepareForClose();
            node.close();
            if (!node.awaitClose(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                System.err.println("elasticsearch-node: some tasks did not end in " + CLOSE_SECONDS + " s.");
            }
        } catch (IOException e) {
            System.err.println("elasticsearch-node: closing the node: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            closed.countDown();
        }
    }
}
