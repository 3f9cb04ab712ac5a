"""Small catalogues in the shapes of real portals, written by us: what matters is how each says things."""

from __future__ import annotations

#: Context by address, dates without zone, schema as dct:conformsTo, hydra:PartialCollectionView.
DATA_GOUV = """{
 "@context": "https://www.data.gouv.fr/api/1/site/context.jsonld",
 "@graph": [
  {"@id": "https://www.data.gouv.fr/", "@type": ["Catalog", "hydra:Collection"], "title": "data.gouv.fr",
   "dataset": "https://www.data.gouv.fr/datasets/53698f4ca3a729239d2036df/", "totalItems": 2,
   "view": "https://www.data.gouv.fr/catalog.jsonld?page=1"},
  {"@id": "https://www.data.gouv.fr/catalog.jsonld?page=1", "@type": "hydra:PartialCollectionView",
   "next": "https://www.data.gouv.fr/catalog.jsonld?page=2"},
  {"@id": "https://www.data.gouv.fr/datasets/53698f4ca3a729239d2036df/", "@type": "Dataset",
   "identifier": "53698f4ca3a729239d2036df", "title": "Arceaux à vélo",
   "description": "Où l’on attache son vélo.", "keyword": ["velo", "stationnement"],
   "modified": "2026-03-01T10:00:00.123456", "accrualPeriodicity": {"@id": "http://purl.org/cld/freq/annual"},
   "publisher": {"@id": "https://www.data.gouv.fr/organizations/ville/", "@type": "Organization",
                 "name": "Ville d’Exemple"},
   "spatial": {"@type": "dct:Location", "dct:title": "Exemple"},
   "dct:conformsTo": {
     "@id": "https://schema.data.gouv.fr/schemas/etalab/schema-stationnement-cyclable/1.1.2/schema.json"},
   "distribution": [
    {"@id": "https://www.data.gouv.fr/r/1", "@type": "Distribution", "title": "arceaux.csv",
     "accessURL": "https://exemple.fr/arceaux.csv", "format": "csv", "mediaType": "text/csv",
     "byteSize": 2048, "license": "Licence Ouverte / Open Licence version 2.0"},
    {"@id": "https://www.data.gouv.fr/r/2", "@type": "Distribution", "title": "arceaux.geojson",
     "downloadURL": "https://exemple.fr/arceaux.geojson",
     "license": {"@id": "https://www.etalab.gouv.fr/licence-ouverte-open-licence/",
                 "label": "Licence Ouverte / Open Licence version 2.0"}}]}
 ]
}"""

#: Addresses as texts, hydra:PagedCollection, shapes as GeoJSON, forms with a dot, period in schema.org.
CKAN = """@prefix dcat: <http://www.w3.org/ns/dcat#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix hydra: <http://www.w3.org/ns/hydra/core#> .
@prefix locn: <http://www.w3.org/ns/locn#> .
@prefix schema: <http://schema.org/> .
@prefix vcard: <http://www.w3.org/2006/vcard/ns#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

<https://ckan.exemple.fr> a dcat:Catalog ; dct:title "Portail" ; dct:language "fr" ;
    dcat:dataset <https://ckan.exemple.fr/dataset/0111>, <https://ckan.exemple.fr/dataset/0222> ;
    foaf:homepage "https://ckan.exemple.fr" .

<https://ckan.exemple.fr/catalog.ttl?page=1> a hydra:PagedCollection ; hydra:itemsPerPage 100 ;
    hydra:nextPage "https://ckan.exemple.fr/catalog.ttl?page=2" ; hydra:totalItems 2561 .

<https://ckan.exemple.fr/dataset/0111> a dcat:Dataset ;
    dct:identifier "0111a5d3-6a11-43e8-8b78-83f503ae123e" ; dct:title "Comptages" ;
    dct:description "Passages de vélos" ; dcat:landingPage "https://ckan.exemple.fr/dataset/comptages" ;
    dct:publisher <https://ckan.exemple.fr/organization/m> ; dcat:keyword "vélo" ;
    dcat:contactPoint [ a vcard:Organization ; vcard:fn "Mobilités" ; vcard:hasEmail <mailto:mobilites@exemple.fr> ] ;
    dct:temporal [ a dct:PeriodOfTime ; schema:startDate "2020-01-01"^^xsd:date ; schema:endDate "31/12/2020" ] ;
    dct:spatial [ a dct:Location ; locn:geometry "{\\"type\\": \\"Point\\", \\"coordinates\\": [5.7, 45.2]}" ] ;
    dcat:distribution <https://ckan.exemple.fr/r/1>, <https://ckan.exemple.fr/r/2>, <https://ckan.exemple.fr/r/3> .

<https://ckan.exemple.fr/r/1> a dcat:Distribution ; dct:format ".xlsx" ;
    dct:license <http://www.opendefinition.org/licenses/odc-odbl> ; dcat:accessURL "https://ckan.exemple.fr/f.xlsx" .
<https://ckan.exemple.fr/r/2> a dcat:Distribution ; dct:format "CSV" ;
    dct:license <http://www.opendefinition.org/licenses/odc-odbl> ; dcat:accessURL <https://ckan.exemple.fr/f.csv> .
<https://ckan.exemple.fr/r/3> a dcat:Distribution ; dct:title "sans adresse" .
<https://ckan.exemple.fr/organization/m> a foaf:Organization ; foaf:name "Métropole" .
"""

#: Licence, theme and format as things with labels, description in HTML, French date.
OPENDATASOFT = """<?xml version="1.0" encoding="UTF-8"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dct="http://purl.org/dc/terms/"
  xmlns:dcat="http://www.w3.org/ns/dcat#" xmlns:rdfs="http://www.w3.org/2000/01/rdf-schema#"
  xmlns:skos="http://www.w3.org/2004/02/skos/core#" xmlns:foaf="http://xmlns.com/foaf/0.1/">
 <dcat:Catalog rdf:about="https://exemple.opendatasoft.com">
  <dct:title xml:lang="fr">Exemple</dct:title>
  <dcat:dataset>
   <dcat:Dataset rdf:about="https://exemple.opendatasoft.com/explore/dataset/arbres-remarquables">
    <dct:identifier>arbres-remarquables@exemple</dct:identifier>
    <dct:title xml:lang="en">Remarkable trees</dct:title>
    <dct:title xml:lang="fr">Arbres remarquables</dct:title>
    <dct:description xml:lang="fr">&lt;p&gt;Les arbres de la ville.&lt;/p&gt;&lt;p&gt;Relevés &amp;amp; mesurés.&lt;/p&gt;</dct:description>
    <dct:issued>12/05/2021</dct:issued>
    <dct:language>fr</dct:language>
    <dcat:keyword>arbre, nature</dcat:keyword>
    <dcat:theme>
     <skos:Concept rdf:about="http://publications.europa.eu/resource/authority/data-theme/ENVI"/>
    </dcat:theme>
    <dcat:theme><skos:Concept><skos:prefLabel>Cadre de vie</skos:prefLabel></skos:Concept></dcat:theme>
    <dct:license>
     <dct:LicenseDocument><rdfs:label>Licence Ouverte v2.0 (Etalab)</rdfs:label></dct:LicenseDocument>
    </dct:license>
    <dct:publisher><foaf:Agent><foaf:name>Ville</foaf:name></foaf:Agent></dct:publisher>
    <dcat:distribution>
     <dcat:Distribution rdf:about="https://exemple.opendatasoft.com/arbres-remarquables-csv">
      <dcat:downloadURL rdf:resource="https://exemple.opendatasoft.com/api/explore/v2.1/catalog/datasets/arbres-remarquables/exports/csv"/>
      <dct:format>
       <dct:MediaTypeOrExtent><rdfs:label>CSV</rdfs:label></dct:MediaTypeOrExtent>
      </dct:format>
     </dcat:Distribution>
    </dcat:distribution>
   </dcat:Dataset>
  </dcat:dataset>
 </dcat:Catalog>
</rdf:RDF>"""

#: Another context by address, nameless agents, licence as a page of HTML, place as a template never filled.
ARCGIS = """{
 "@context": "https://project-open-data.cio.gov/v1.1/schema/catalog.jsonld",
 "@type": "dcat:Catalog",
 "dataset": [{
  "@type": "dcat:Dataset",
  "identifier": "https://www.arcgis.com/home/item.html?id=f6565516d1354383b25793e630cf3f2b&sublayer=5",
  "landingPage": "https://hub.exemple.fr/maps/f656_5", "title": "stationnement velos",
  "description": "<DIV STYLE=\\"text-align:Left;\\"><P><SPAN>Emplacement des stationnements vélos</SPAN></P></DIV>",
  "keyword": ["mobilite"], "modified": "2022-07-29T11:29:07.556Z",
  "publisher": {"name": "Ville d’Evian-les-Bains"},
  "contactPoint": {"@type": "vcard:Contact", "fn": "sig", "email": "sig@exemple.fr"},
  "spatial": "{{extent:computeSpatialProperty}}",
  "license": "<DIV><P><SPAN>Soumis à la licence Etalab</SPAN></P></DIV>",
  "theme": ["geospatial"],
  "distribution": [
   {"@type": "dcat:Distribution", "format": "Web Page", "mediaType": "text/html", "accessURL": "https://hub.exemple.fr/m"},
   {"@type": "dcat:Distribution", "format": "CSV", "mediaType": "text/csv", "accessURL": "https://hub.exemple.fr/csv"},
   {"@type": "dcat:Distribution", "format": "Shapefile", "accessURL": "https://hub.exemple.fr/shapefile?layers=5"}
  ]}]
}"""

#: Blank nodes without identifier, and one identifier for two.
NAMELESS = """@prefix dcat: <http://www.w3.org/ns/dcat#> . @prefix dct: <http://purl.org/dc/terms/> .
[] a dcat:Catalog ; dct:title "C" ; dcat:dataset
  [ a dcat:Dataset ; dct:title "Sans nom" ],
  [ a dcat:Dataset ; dct:title "Une fois" ; dct:identifier 7 ],
  [ a dcat:Dataset ; dct:title "Deux fois" ; dct:identifier "7" ] .
"""
