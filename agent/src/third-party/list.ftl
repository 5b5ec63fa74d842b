<#-- one line for each library: its file, its coordinates, where it is from, and its licenses; read by dev.lastcall.pack.ThirdParty -->
<#list dependencyMap as entry>
<#assign library = entry.getKey()>
${library.artifactId}-${library.version}.jar	${library.groupId}:${library.artifactId}:${library.version}	${library.url!""}	<#list entry.getValue() as license>${license}<#sep>	</#list>
</#list>
