package com.acme.chat;

import com.acme.chat.wiring.Wiring;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.server.ServerContainer;
import jakarta.websocket.server.ServerEndpointConfig;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.logging.FileHandler;
import java.util.logging.LogManager;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.servlets.DefaultServlet;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.websocket.server.Constants;
import org.apache.tomcat.websocket.server.WsSci;

/**
 * Starts the service on a free port of the loopback address, and says which on stdout: the only line that it prints.
 *
 * <p>System properties: {@code chat.wiring} (or the environment's {@code CHAT_WIRING}) is {@code legacy}, {@code dual}
 * or {@code canonical}, the default; {@code chat.log} names a file for Tomcat's log, which else goes nowhere; {@code
 * chat.stop-with-stdin=true} also ends the service when its standard input ends. SIGTERM ends it in any case.
 */
public final class ChatServer {
    private static final String ADDRESS = "127.0.0.1";

    private final Tomcat tomcat = new Tomcat();
    private final Agents agents;
    private final Path folder;

    private ChatServer(Wiring wiring) throws IOException {
        this.agents = new Agents(wiring.delivery());
        this.folder = Files.createTempDirectory("chat");
    }

    public static void main(String[] args) throws Exception {
        quietJavaUtilLogging();
        String environment = System.getenv().getOrDefault("CHAT_WIRING", "canonical");
        ChatServer server = new ChatServer(Wiring.parse(System.getProperty("chat.wiring", environment)));
        int port = server.start();
        Runtime.getRuntime().addShutdownHook(new Thread(server::stop, "chat-shutdown"));
        System.out.println("chat listening on " + ADDRESS + ":" + port);
        if (Boolean.getBoolean("chat.stop-with-stdin")) {
            awaitEnd(System.in);
            System.exit(0);
        }
        new CountDownLatch(1).await();
    }

    private static void quietJavaUtilLogging() throws IOException {
        LogManager.getLogManager().reset();
        String file = System.getProperty("chat.log");
        if (file != null) {
            Logger.getLogger("").addHandler(new FileHandler(file));
        }
    }

    private static void awaitEnd(InputStream in) throws IOException {
        while (in.read() >= 0) {
            // nothing is expected but the end
        }
    }

    private int start() throws LifecycleException {
        tomcat.setBaseDir(folder.toString());
        Connector connector = new Connector();
        connector.setPort(0);
        if (!connector.setProperty("address", ADDRESS)) {
            throw new IllegalStateException("Tomcat's connector knows no address");
        }
        tomcat.setConnector(connector);
        Context context = tomcat.addContext("", folder.toString());
        context.addServletContainerInitializer(new WsSci(), Set.of());
        context.addServletContainerInitializer(
                (classes, servlets) -> servlets.addListener(new EndpointRegistration(agents)), Set.of());
        // WebSocket upgrades pass through a filter, and Tomcat runs filters only before a servlet.
        Tomcat.addServlet(context, "default", new DefaultServlet()).addMapping("/");
        Tomcat.addServlet(context, "truth", new TruthServlet(agents)).addMapping("/truth");
        Tomcat.addServlet(context, "jobs", new JobServlet()).addMapping("/jobs/*");
        tomcat.start();
        return connector.getLocalPort();
    }

    private void stop() {
        try {
            tomcat.stop();
            tomcat.destroy();
        } catch (LifecycleException e) {
            throw new IllegalStateException(e);
        } finally {
            agents.close();
            delete(folder);
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record EndpointRegistration(Agents agents) implements ServletContextListener {
        @Override
        public void contextInitialized(ServletContextEvent event) {
            ServerContainer container = (ServerContainer)
                    event.getServletContext().getAttribute(Constants.SERVER_CONTAINER_SERVLET_CONTEXT_ATTRIBUTE);
            ServerEndpointConfig.Configurator configurator = new ServerEndpointConfig.Configurator() {
                @Override
                public <T> T getEndpointInstance(Class<T> type) {
                    return type.cast(new ChatEndpoint(agents));
                }
            };
            try {
                container.addEndpoint(ServerEndpointConfig.Builder.create(ChatEndpoint.class, "/chat/{user}")
                        .configurator(configurator)
                        .build());
            } catch (DeploymentException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
