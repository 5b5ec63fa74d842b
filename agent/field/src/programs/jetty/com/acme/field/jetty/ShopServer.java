package com.acme.field.jetty;

import java.net.InetSocketAddress;
import org.eclipse.jetty.ee10.annotations.AnnotationConfiguration;
import org.eclipse.jetty.ee10.webapp.WebAppContext;
import org.eclipse.jetty.server.Server;

/** Serves a WAR at /shop until it is stopped. */
public final class ShopServer {
    private ShopServer() {}

    public static void main(String[] arguments) throws Exception {
        Server server = new Server(new InetSocketAddress("127.0.0.1", Integer.parseInt(arguments[0])));
        WebAppContext shop = new WebAppContext(arguments[1], "/shop");
        shop.addConfiguration(new AnnotationConfiguration());
        server.setHandler(shop);
        server.setStopAtShutdown(true);
        server.start();
        server.join();
    }
}
