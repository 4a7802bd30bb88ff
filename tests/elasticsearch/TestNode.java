// The constructor of PluginsLoader and the record PluginBundle are visible in this package only.
package org.elasticsearch.plugins;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.elasticsearch.Build;
import org.elasticsearch.common.logging.LogConfigurator;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.env.Environment;
import org.elasticsearch.node.InternalSettingsPreparer;
import org.elasticsearch.node.Node;
import org.elasticsearch.transport.netty4.Netty4Plugin;

/**
 * One Elasticsearch node for tests: the real server and its real HTTP, started from the class path.
 *
 * The distribution starts the same Node from a folder of modules, each in a class loader of its own. Those folders are
 * not published as jars, so the two plugins here are handed over as classes. Arguments: settings as NAME=VALUE.
 */
public final class TestNode {
    private static final String NAME = "test-node";

    public static void main(String[] arguments) throws Exception {
        Settings.Builder builder = Settings.builder();
        for (String argument : arguments) {
            String[] pair = argument.split("=", 2);
            builder.put(pair[0], pair[1]);
        }
        Settings settings = builder.build();
        Path home = Path.of(settings.get("path.home"));
        for (String folder : List.of("config", "data", "logs", "modules", "plugins")) {
            Files.createDirectories(home.resolve(folder));
        }
        LogConfigurator.setNodeName(NAME);
        LogConfigurator.configureESLogging();
        LogConfigurator.configureWithoutConfig(settings);

        Environment environment = InternalSettingsPreparer.prepareEnvironment(settings, Map.of(), null, () -> NAME);
        Node node = new Node(environment, load(home.resolve("modules"), Netty4Plugin.class, TestModules.class));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> close(node)));
        node.start();
        Thread.currentThread().join();
    }

    private static void close(Node node) {
        try {
            node.prepareForClose();
            node.close();
            node.awaitClose(20, TimeUnit.SECONDS);
        } catch (Exception problem) {
            problem.printStackTrace();
        }
    }

    private record Layer(PluginBundle pluginBundle, ClassLoader pluginClassLoader, ModuleLayer pluginModuleLayer)
        implements PluginsLoader.PluginLayer {}

    /** What the server does for each folder below modules/, for classes of the class path. */
    private static PluginsLoader load(Path folder, Class<?>... plugins) throws Exception {
        PluginBundle[] bundles = new PluginBundle[plugins.length];
        for (int i = 0; i < plugins.length; i++) {
            bundles[i] = new PluginBundle(describe(plugins[i]), folder);
        }
        return new PluginsLoader(Set.of(), Set.of(bundles), Map.of()) {
            @Override
            public Stream<PluginLayer> pluginLayers() {
                return Stream.of(bundles)
                    .map(bundle -> new Layer(bundle, TestNode.class.getClassLoader(), ModuleLayer.boot()));
            }
        };
    }

    private static PluginDescriptor describe(Class<?> plugin) {
        String version = Build.current().version();
        String java = String.valueOf(Runtime.version().feature());
        String name = plugin.getSimpleName();
        boolean no = false;
        return new PluginDescriptor(
            name, name, version, version, java, plugin.getName(), null, List.of(), no, no, no, no,
            PluginDescriptor.DeploymentTarget.ALL
        );
    }

    private TestNode() {}
}
