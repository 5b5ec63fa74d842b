(ns ways.lang.clj)

(defn direct [] (ways.rows.Languages$ClojureCall$Old/make))

(defn construct [] (ways.rows.Languages$ClojureNew$Old.))

(defn reflective [old] (.make old))

(defn in-map [] (dorun (map (fn [n] (ways.rows.Languages$ClojureMap$Old/make) n) [1])))

(defn field [] ways.rows.Languages$ClojureField$Old/field)

(defn superseding [] (proxy [ways.rows.Languages$ClojureProxy$Old] [] (make [] (proxy-super make))))
